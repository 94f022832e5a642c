package io.github.blkunit.engine;

import io.github.blkunit.AllowKernelMessage;
import io.github.blkunit.ExpectKernelMessage;
import io.github.blkunit.kernellog.KernelReport;
import io.github.blkunit.kernellog.LogLine;
import java.lang.reflect.AnnotatedElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.support.descriptor.MethodSource;

/**
 * What a test, or a class, says about the kernel's log in its annotations.
 *
 * @param required regular expressions of {@code @ExpectKernelMessage}
 * @param allowed those of {@code @AllowKernelMessage}
 */
record KernelWishes(List<Pattern> required, List<Pattern> allowed) {
    static final KernelWishes NONE = new KernelWishes(List.of(), List.of());

    KernelWishes {
        required = List.copyOf(required);
        allowed = List.copyOf(allowed);
    }

    /** Those of the element itself. */
    static KernelWishes of(AnnotatedElement element) {
        return new KernelWishes(
                AnnotationSupport.findRepeatableAnnotations(element, ExpectKernelMessage.class).stream().map(wish -> Pattern
                        .compile(
                                wish.value())).toList(),
                AnnotationSupport.findRepeatableAnnotations(element, AllowKernelMessage.class).stream().map(wish -> Pattern
                        .compile(
                                wish.value())).toList());
    }

    /** Those of a node's own method. */
    static KernelWishes of(TestDescriptor node) {
        Optional<MethodSource> method = node.getSource().filter(MethodSource.class::isInstance).map(MethodSource.class::cast);
        return method.map(source -> of(source.getJavaMethod())).orElse(NONE);
    }

    /** Whether a report is none to fail for. */
    boolean permit(KernelReport report) {
        List<Pattern> all = new ArrayList<>(required);
        all.addAll(allowed);
        return all.stream().anyMatch(wish -> wish.matcher(report.title()).find() || report.lines().stream().anyMatch(line -> wish
                .matcher(line.text()).find()));
    }

    /** What was required and did not come. */
    List<Pattern> missing(List<LogLine> lines, List<KernelReport> reports) {
        return required.stream().filter(wish -> lines.stream().noneMatch(line -> line.source() == LogLine.Source.KERNEL && wish
                .matcher(
                        line.text()).find()) && reports.stream().noneMatch(report -> wish.matcher(report.title()).find()))
                .toList();
    }
}
