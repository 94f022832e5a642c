package io.github.blkunit.blktests.check;

import java.util.Map;
import java.util.Stack;
import picocli.CommandLine.IParameterPreprocessor;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** For options with an optional value: takes it only if it is attached ({@code -q=5}), so that a group or id may follow. */
final class OnlyAttached implements IParameterPreprocessor {
    private static final String NOT_ATTACHED = " ";

    @Override
    public boolean preprocess(Stack<String> arguments, CommandSpec command, ArgSpec option, Map<String, Object> info) {
        if (NOT_ATTACHED.equals(info.get("separator"))) { arguments.push(((OptionSpec) option).fallbackValue()); }
        return false;
    }
}
