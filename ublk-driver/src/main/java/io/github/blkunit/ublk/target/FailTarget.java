package io.github.blkunit.ublk.target;

import io.github.blkunit.ublk.sys.Errno;
import java.util.function.Predicate;

/**
 * Another target, some of whose requests fail ("fault inject").
 *
 * @param which requests fail; called on several threads at once
 * @param errno what the client gets for them
 */
public record FailTarget(Target target, Predicate<Request> which, Errno errno) implements WrappingTarget {
    @Override
    public IoHandler handler(Operations operations) {
        IoHandler next = target.handler(operations);
        return request -> which.test(request) ? request.fail(errno) : next.handle(request);
    }
}
