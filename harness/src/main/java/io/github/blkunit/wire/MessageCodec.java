package io.github.blkunit.wire;

import java.io.IOException;

/** Messages to bytes and back: the code of the message, then its fields. */
public final class MessageCodec {
    private MessageCodec() {}

    /** The body of a frame. */
    public static byte[] encode(Message message) {
        Encoder to = new Encoder().number(message.code());
        message.encode(to);
        return to.toBytes();
    }

    /**
     * The message in the body of a frame.
     *
     * @throws WireException if it is none, or has anything before or after it
     */
    public static Message decode(byte[] body) throws WireException {
        Decoder from = new Decoder(body);
        try {
            Message message = decode(from.integer(), from);
            from.end();
            return message;
        } catch (WireException e) {
            throw e;
        } catch (IOException e) {
            throw new WireException("message cannot be read: bytes=" + body.length, e);
        }
    }

    // A switch over numbers, not a table of lambdas: the agent starts on a slow machine.
    private static Message decode(int code, Decoder from) throws IOException {
        return switch (code) {
            case 1 -> HandshakeMessage.GuestHello.decode(from);
            case 2 -> HandshakeMessage.HostHello.decode(from);
            case 3 -> HandshakeMessage.GuestProof.decode(from);
            case 10 -> new LifeMessage.Heartbeat();
            case 11 -> LifeMessage.Goodbye.decode(from);
            case 12 -> LifeMessage.ThreadDumpRequest.decode(from);
            case 13 -> LifeMessage.ThreadDump.decode(from);
            case 14 -> LifeMessage.ExitCalled.decode(from);
            case 15 -> LifeMessage.AgentFault.decode(from);
            case 16 -> LifeMessage.Awaken.decode(from);
            case 17 -> new LifeMessage.Freeze();
            case 18 -> new LifeMessage.Frozen();
            case 20 -> ClassPathMessage.ClassPathOffer.decode(from);
            case 21 -> ClassPathMessage.BlobsWanted.decode(from);
            case 22 -> ClassPathMessage.BlobChunk.decode(from);
            case 23 -> new ClassPathMessage.ClassPathReady();
            case 30 -> RunMessage.RunTests.decode(from);
            case 31 -> RunMessage.CancelRun.decode(from);
            case 32 -> RunMessage.RunFinished.decode(from);
            case 33 -> RunMessage.Proceed.decode(from);
            case 40 -> TestEvent.Registered.decode(from);
            case 41 -> TestEvent.Started.decode(from);
            case 42 -> TestEvent.Skipped.decode(from);
            case 43 -> TestEvent.Finished.decode(from);
            case 44 -> TestEvent.Entry.decode(from);
            case 45 -> TestEvent.FilePart.decode(from);
            case 46 -> TestEvent.Output.decode(from);
            case 50 -> ExecMessage.ExecStart.decode(from);
            case 51 -> ExecMessage.ExecInput.decode(from);
            case 52 -> ExecMessage.ExecInputEnd.decode(from);
            case 53 -> ExecMessage.ExecKill.decode(from);
            case 54 -> ExecMessage.ExecOutput.decode(from);
            case 55 -> ExecMessage.ExecExited.decode(from);
            case 56 -> ExecMessage.ExecFailed.decode(from);
            case 60 -> KernelMessage.KernelLog.decode(from);
            default -> throw new WireException("no such message: code=" + code);
        };
    }
}
