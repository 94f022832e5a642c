package io.github.blkunit.ublk.cli.kublk;

import io.github.blkunit.ublk.sys.SystemCallException;
import io.github.blkunit.ublk.sys.UblkException;
import java.io.PrintStream;

/**
 * {@code kublk COMMAND [OPTION...] [FILE...]}: the command line of the kernel's ublk test server over this one.
 *
 * <p>Exit status: 0 = done; 1 = {@code add} or {@code recover} failed; else 256 − errno. Output that scripts read goes to
 * standard output, complaints to
 * standard error. {@code -Dblkunit.ublk.trace=true} adds stack traces.
 */
public final class Main {
    private static final int FAILED = 1;
    private static final int ERRNO_STATUS = 256;
    private static final int EINVAL_STATUS = ERRNO_STATUS - 22;

    private Main() {}

    /** Runs one command and ends the process with its status. */
    public static void main(String[] words) {
        int status = execute(System.out, System.err, words);
        System.out.flush();
        System.err.flush();
        Runtime.getRuntime().halt(status); // nothing is left to do: a server that has ended closes by ending
    }

    static int execute(PrintStream out, PrintStream err, String... words) {
        int failed = EINVAL_STATUS;
        try {
            Arguments arguments = ArgumentReader.read(words);
            if (arguments.command().equals("add") || arguments.command().equals("recover")) failed = FAILED;
            return run(arguments, new Output(out, err));
        } catch (UsageException | IllegalArgumentException e) {
            report(err, e);
            return failed;
        } catch (SystemCallException e) {
            report(err, e);
            return failed == FAILED ? FAILED : ERRNO_STATUS - e.errno().number();
        } catch (UblkException e) {
            report(err, e);
            return FAILED;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return FAILED;
        }
    }

    private static int run(Arguments arguments, Output output) throws InterruptedException {
        return switch (arguments.command()) {
            case "add", "recover" -> ServeCommand.run(arguments, output);
            case "del" -> DeviceCommands.delete(arguments);
            case "stop" -> DeviceCommands.stop(arguments);
            case "list" -> DeviceCommands.list(arguments, output);
            case "features" -> FeaturesCommand.run(output);
            case "update_size" -> DeviceCommands.updateSize(arguments);
            case "quiesce" -> DeviceCommands.quiesce(arguments);
            case "set_params" -> throw new UsageException("set_params is not supported");
            case "help", "-h", "--help" -> Usage.print(output);
            default -> throw new UsageException("unknown command: " + arguments.command() + " (see `kublk help`)");
        };
    }

    private static void report(PrintStream err, Exception e) {
        err.println("kublk: " + e.getMessage());
        if (Boolean.getBoolean("blkunit.ublk.trace")) e.printStackTrace(err);
    }
}
