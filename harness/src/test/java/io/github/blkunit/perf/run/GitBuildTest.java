package io.github.blkunit.perf.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commits are found and built as a pull request's checkout has them. */
class GitBuildTest {
    @TempDir
    private Path folder;
    private Path repository = Path.of("");

    @BeforeEach
    void two_branches() throws Exception {
        repository = Files.createDirectory(folder.resolve("repository"));
        git(repository, "init", "-q", "-b", "main");
        commit("one");
        git(repository, "checkout", "-q", "-b", "change");
        commit("two");
    }

    @Test
    void the_merge_base_is_built_in_a_tree_of_its_own() throws Exception {
        GitBuild build = build(repository);
        GitBuild.Tree tree = build.commit(build.mergeBase("main"));
        assertThat(tree.folder().resolve("built")).hasContent("one");
        assertThat(build.workingTree().label()).isEqualTo(git(repository, "rev-parse", "HEAD").substring(0, 10));
        assertThat(repository.resolve("built")).hasContent("two");
    }

    @Test
    void a_branch_that_only_origin_has_is_found() throws Exception {
        Path clone = folder.resolve("clone");
        git(folder, "clone", "-q", "--branch", "change", repository.toString(), clone.toString());
        assertThat(build(clone).mergeBase("main")).isEqualTo(git(repository, "rev-parse", "main"));
    }

    @Test
    void a_branch_that_nobody_has_and_a_history_that_is_cut_off_are_told() {
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> build(repository).mergeBase("mian"))
                .withMessageContainingAll(
                        "branch=mian", "fetch-depth: 0");
    }

    @Test
    void a_folder_without_repository_and_a_commit_that_nobody_knows_are_named() {
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> build(folder).mergeBase("main")).withMessageContainingAll(
                "no work tree of a git repository", "repository=" + folder);
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> build(folder.resolve("gone")).commit("main"))
                .withMessageContaining("no such folder: repository=" + folder.resolve("gone"));
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> build(repository).commit("v9")).withMessageContaining(
                "no such commit: commit=v9");
    }

    @Test
    void a_build_that_fails_is_told_with_what_it_said() {
        GitBuild broken = new GitBuild(repository, "echo no compiler; exit 3", folder.resolve("trees"));
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> broken.commit("main")).withMessageContainingAll("status=3",
                "no compiler");
    }

    private GitBuild build(Path in) { return new GitBuild(in, "cp text built", folder.resolve("trees")); }

    private void commit(String text) throws Exception {
        Files.writeString(repository.resolve("text"), text);
        git(repository, "add", "text");
        git(repository, "-c", "user.name=t", "-c", "user.email=t@example.org", "commit", "-q", "-m", text);
    }

    private static String git(Path in, String... words) throws Exception {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(words));
        Process process = new ProcessBuilder(command).directory(in.toFile()).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertThat(process.waitFor()).as("%s: %s", command, said).isZero();
        return said;
    }
}
