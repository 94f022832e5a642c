package io.github.blkunit.wire;

/** What travels between host and guest, one message per frame. */
public sealed interface Message extends Encodable
        permits HandshakeMessage, LifeMessage, ClassPathMessage, RunMessage, TestEvent, ExecMessage, KernelMessage {}
