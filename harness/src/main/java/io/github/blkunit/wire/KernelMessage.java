package io.github.blkunit.wire;

import java.io.IOException;
import java.util.List;

/** What the guest's kernel says. */
public sealed interface KernelMessage extends Message {

    /**
     * Guest: the next records of its kernel's log, as {@code /dev/kmsg} gives them. What was logged before a test started comes before the
     * test's {@code Started}, what was logged while it ran before its {@code Finished}.
     *
     * @param records in their order; an empty one stands for records that were overwritten before they could be read
     */
    record KernelLog(List<String> records) implements KernelMessage {
        public KernelLog { records = List.copyOf(records); }

        @Override
        public int code() { return 60; }

        @Override
        public void encode(Encoder to) {
            to.texts(records);
        }

        static KernelLog decode(Decoder from) throws IOException {
            return new KernelLog(from.texts());
        }
    }
}
