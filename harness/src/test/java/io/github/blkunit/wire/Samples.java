package io.github.blkunit.wire;

import io.github.blkunit.wire.TestEvent.Status;
import java.util.List;
import java.util.Map;

/** At least one of every message, with every optional part present and absent, and awkward text. */
final class Samples {
    static final String AWKWARD = "ä€\uD83D\uDE80\u0000\n]]> \"'";

    private Samples() {}

    static List<Message> all() {
        Bytes bytes = Bytes.of(new byte[] {0, -1, 127, -128});
        Bytes none = Bytes.of(new byte[0]);
        return List.of(
                new HandshakeMessage.GuestHello(1, bytes), new HandshakeMessage.GuestHello(Integer.MAX_VALUE, none),
                new HandshakeMessage.HostHello(1, Long.MAX_VALUE, bytes, none), new HandshakeMessage.HostHello(1, -1, bytes,
                        bytes),
                new HandshakeMessage.GuestProof(bytes, 25, "7.2.12"),
                new LifeMessage.Heartbeat(), new LifeMessage.Goodbye(AWKWARD), new LifeMessage.ThreadDumpRequest(7),
                new LifeMessage.ThreadDump(7, AWKWARD), new LifeMessage.ExitCalled("main", frames()),
                new LifeMessage.ExitCalled("", List.of()), new LifeMessage.AgentFault(AWKWARD),
                new LifeMessage.Awaken(1L << 41, bytes), new LifeMessage.Freeze(), new LifeMessage.Frozen(),
                new ClassPathMessage.ClassPathOffer(List.of(new ClassPathMessage.Entry("a.jar", "00ff", 1L << 40, false),
                        new ClassPathMessage.Entry("classes.jar", "11ee", 7, true))),
                new ClassPathMessage.BlobsWanted(List.of("00ff", "11ee")), new ClassPathMessage.BlobChunk("00ff", true, bytes),
                new ClassPathMessage.BlobChunk("00ff", false, none), new ClassPathMessage.ClassPathReady(),
                new RunMessage.RunTests(3, List.of("uid:[engine:junit-jupiter]"), Map.of("a.b", AWKWARD)),
                new RunMessage.CancelRun(3), new RunMessage.Proceed(3), new RunMessage.RunFinished(3, null),
                new RunMessage.RunFinished(3, failure(1)),
                new TestEvent.Registered(new NodeInfo("i", "p", AWKWARD, "l", true, false, List.of("t"), "C", "m", "int")),
                new TestEvent.Registered(new NodeInfo("i", "p", "d", "l", false, true, List.of(), null, null, null)),
                new TestEvent.Started("i"), new TestEvent.Skipped("i", AWKWARD),
                new TestEvent.Finished("i", Status.SUCCESSFUL, null), new TestEvent.Finished("i", Status.ABORTED, failure(0)),
                new TestEvent.Finished("i", Status.FAILED, failure(1)), new TestEvent.Entry("i", Map.of("k", AWKWARD)),
                new TestEvent.FilePart("i", "a/b.json", "application/json", true, bytes),
                new TestEvent.FilePart("i", "a", null, false, none), new TestEvent.Output("i", true, AWKWARD),
                new ExecMessage.ExecStart(1, List.of("sh", "-c", AWKWARD), Map.of("A", ""), "", true, 25, 80),
                new ExecMessage.ExecInput(1, bytes), new ExecMessage.ExecInputEnd(1), new ExecMessage.ExecKill(1, true),
                new ExecMessage.ExecOutput(1, false, bytes), new ExecMessage.ExecExited(1, 137),
                new ExecMessage.ExecFailed(1, AWKWARD), new KernelMessage.KernelLog(List.of(AWKWARD, "", "6,1,1,-;x")));
    }

    static Failure failure(int depth) {
        Failure inner = depth == 0 ? null : failure(depth - 1);
        List<Failure> others = inner == null ? List.of() : List.of(inner, inner);
        return new Failure("a.B", List.of("java.lang.Exception"), depth == 0 ? null : AWKWARD, "a.B: " + AWKWARD, frames(),
                depth == 0 ? null : "1", depth == 0 ? null : "2", inner, others, others);
    }

    private static List<Frame> frames() {
        return List.of(new Frame("a.B", "c", "B.java", 12), new Frame("a.B", "d", null, -1), new Frame("a.B", "e", "B.java", -2));
    }
}
