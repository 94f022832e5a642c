package io.github.blkunit.ublk.cli.kublk;

import org.jspecify.annotations.Nullable;

/** The options of all commands. Every one is accepted by every command; a command looks at those that it knows. */
enum Option {
    TYPE("type", 't', true), //
    NUMBER("number", 'n', true), //
    QUEUES("queues", 'q', true), //
    DEPTH("depth", 'd', true), //
    ALL("all", 'a', false), //
    ZERO_COPY("zero_copy", 'z', false), //
    AUTO_ZC("auto_zc", '\0', false), //
    AUTO_ZC_FALLBACK("auto_zc_fallback", '\0', false), //
    USER_COPY("user_copy", 'u', false), //
    GET_DATA("get_data", 'g', false), //
    RECOVERY("recovery", 'r', true), //
    RECOVERY_REISSUE("recovery_reissue", 'i', true), //
    RECOVERY_FAIL_IO("recovery_fail_io", 'e', true), //
    BATCH("batch", 'b', false), //
    ROTATE_AUTO_BUF("rotate_auto_buf", '\0', false), //
    NTHREADS("nthreads", '\0', true), //
    PER_IO_TASKS("per_io_tasks", '\0', false), //
    NO_UBLK_FIXED_FD("no_ublk_fixed_fd", '\0', false), //
    NO_AUTO_PART_SCAN("no_auto_part_scan", '\0', false), //
    SHMEM_ZC("shmem_zc", '\0', false), //
    HTLB("htlb", '\0', true), //
    RDONLY_SHMEM_BUF("rdonly_shmem_buf", '\0', false), //
    IO_DESC_SIZE("io_desc_size", '\0', true), //
    METADATA_SIZE("metadata_size", '\0', true), //
    INTEGRITY_CAPABLE("integrity_capable", '\0', false), //
    INTEGRITY_REFTAG("integrity_reftag", '\0', false), //
    PI_OFFSET("pi_offset", '\0', true), //
    CSUM_TYPE("csum_type", '\0', true), //
    TAG_SIZE("tag_size", '\0', true), //
    SIZE("size", 's', true), //
    SAFE("safe", '\0', false), //
    FOREGROUND("foreground", '\0', false), //
    QUIET("quiet", '\0', false), //
    DEBUG_MASK("debug_mask", '\0', true), //
    ZONED("zoned", '\0', false), //
    PARAM_TYPES("param_types", '\0', true), //
    LOGICAL_BS_SHIFT("logical_bs_shift", '\0', true), //
    PHYSICAL_BS_SHIFT("physical_bs_shift", '\0', true), //
    IO_MIN_SHIFT("io_min_shift", '\0', true), //
    IO_OPT_SHIFT("io_opt_shift", '\0', true), //
    MAX_SECTORS("max_sectors", '\0', true), //
    CHUNK_SECTORS("chunk_sectors", '\0', true), //
    DEV_SECTORS("dev_sectors", '\0', true), //
    MAX_ZONE_APPEND_SECTORS("max_zone_append_sectors", '\0', true), //
    MAX_OPEN_ZONES("max_open_zones", '\0', true), //
    MAX_ACTIVE_ZONES("max_active_zones", '\0', true);

    private final String longName;
    private final char shortName;
    private final boolean argument;

    Option(String longName, char shortName, boolean argument) {
        this.longName = longName;
        this.shortName = shortName;
        this.argument = argument;
    }

    boolean takesArgument() { return argument; }

    static @Nullable Option byLongName(String name) {
        for (Option option : values()) if (option.longName.equals(name)) return option;
        return null;
    }

    static @Nullable Option byShortName(char name) {
        for (Option option : values()) if (option.shortName == name) return option;
        return null;
    }

    /** {@return as a user writes it} */
    @Override
    public String toString() { return "--" + longName; }
}
