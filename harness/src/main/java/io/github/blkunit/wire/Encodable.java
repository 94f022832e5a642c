package io.github.blkunit.wire;

/** What can be written as a message body. Kept next to the fields, so that a field cannot be forgotten; no reflection, no indy. */
interface Encodable {

    /** The first number of the body; never reused for another message. */
    int code();

    /** Writes the fields, in the order in which the record's {@code decode} reads them. */
    void encode(Encoder to);
}
