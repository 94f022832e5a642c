package io.github.blkunit.ublk.sys;

/** What helps against an error number, whichever call had it; who knows more about a call says it there. */
final class Cures {
    private Cures() {}

    /** {@return what the reader can do, or nothing if the number alone says too little} */
    static String of(Errno errno) {
        return switch (errno.symbol()) {
            case "EACCES", "EPERM" -> "run as root, or be given access to it";
            case "EINVAL" -> "a value is out of range, or this file or kernel cannot do that";
            case "EMFILE" -> "raise RLIMIT_NOFILE (`ulimit -n`), or close what is not needed";
            case "ENFILE" -> "too many open files in the system: raise fs.file-max";
            case "ENOENT", "ENXIO", "ENODEV" -> "look whether it is there: `ls -l`, `lsblk`";
            case "ENOMEM", "EAGAIN" -> "no memory: fewer queues, less depth, smaller requests, or a higher RLIMIT_MEMLOCK";
            case "ENOSPC" -> "make room";
            case "ENOSYS", "EOPNOTSUPP" -> "the kernel is too old for it, or was built without it";
            case "ENOTTY" -> "this is no block device";
            case "EROFS" -> "it can only be read";
            default -> "";
        };
    }
}
