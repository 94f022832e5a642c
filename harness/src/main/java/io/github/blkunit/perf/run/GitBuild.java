package io.github.blkunit.perf.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Builds of commits of one repository, each in a work tree of its own.
 *
 * @param repository a folder of it
 * @param command of the build, for {@code sh}
 * @param trees where the work trees go; they stay, so that a report's figures can be repeated
 */
public record GitBuild(Path repository, String command, Path trees) {

    /** A built tree. */
    public record Tree(Path folder, String label, String commit) {}

    /**
     * The last commit that this branch and HEAD have in common. Where the branch exists only as {@code origin}'s, as in a checkout for a
     * pull request, that one is taken.
     *
     * @throws IOException if there is none; in a shallow clone history is missing
     */
    public String mergeBase(String branch) throws IOException, InterruptedException {
        requireRepository();
        String known = status(repository, List.of("git", "rev-parse", "--verify", "--quiet", branch + "^{commit}")) == 0 ? branch
                : "origin/" + branch;
        try {
            return run(repository, List.of("git", "merge-base", known, "HEAD"));
        } catch (IOException e) {
            throw new IOException("no merge base with branch=" + branch
                    + ": is it a branch, and does the clone have its history (in CI: fetch-depth: 0)? " + e.getMessage(), e);
        }
    }

    /** Checks a commit out and builds it. */
    public Tree commit(String name) throws IOException, InterruptedException {
        requireRepository();
        if (status(repository, List.of("git", "rev-parse", "--verify", "--quiet", name + "^{commit}")) != 0) {
            throw new IOException("no such commit: commit=" + name + ", repository=" + repository
                    + "; is it spelt right, and does the clone have its history (in CI: fetch-depth: 0)?");
        }
        String commit = run(repository, List.of("git", "rev-parse", "--verify", name + "^{commit}"));
        String shortName = commit.substring(0, 10);
        Path folder = trees.resolve(shortName);
        if (!Files.exists(folder)) {
            Files.createDirectories(trees);
            run(repository, List.of("git", "worktree", "add", "--detach", "--force", folder.toString(), commit));
        }
        run(folder, List.of("sh", "-c", command));
        return new Tree(folder, shortName, commit);
    }

    /** The top of the repository's work tree. */
    public Path top() throws IOException, InterruptedException {
        return Path.of(run(repository, List.of("git", "rev-parse", "--show-toplevel"))).toRealPath();
    }

    /** Builds the working tree as it is, changes that are in no commit included. */
    public Tree workingTree() throws IOException, InterruptedException {
        Path top = top();
        run(top, List.of("sh", "-c", command));
        String head = run(repository, List.of("git", "rev-parse", "HEAD"));
        boolean changed = !run(repository, List.of("git", "status", "--porcelain", "--untracked-files=no")).isEmpty();
        return new Tree(top, head.substring(0, 10) + (changed ? " with changes" : ""), head);
    }

    private void requireRepository() throws IOException, InterruptedException {
        if (!Files.isDirectory(repository)) { throw new IOException("no such folder: repository=" + repository); }
        if (status(repository, List.of("git", "rev-parse", "--show-toplevel")) != 0) {
            throw new IOException("builds are compared from git: no work tree of a git repository, repository=" + repository);
        }
    }

    private static int status(Path folder, List<String> command) throws IOException, InterruptedException {
        return started(folder, command).redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor();
    }

    private static ProcessBuilder started(Path folder, List<String> command) {
        return new ProcessBuilder(new ArrayList<>(command)).directory(folder.toFile()).redirectErrorStream(true).redirectInput(
                Path
                        .of("/dev/null").toFile());
    }

    private static String run(Path folder, List<String> command) throws IOException, InterruptedException {
        Process process = started(folder, command).start();
        String output = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8).strip();
        int status = process.waitFor();
        if (status != 0) {
            throw new IOException("a command failed: status=" + status + ", folder=" + folder + ", command=" + String.join(" ",
                    command) + ", output:\n" + output);
        }
        return output;
    }
}
