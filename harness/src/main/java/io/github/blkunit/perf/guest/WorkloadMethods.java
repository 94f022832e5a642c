package io.github.blkunit.perf.guest;

import io.github.blkunit.fio.Fio;
import io.github.blkunit.perf.guest.BootPlan.WorkloadPlan;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** The methods of a test class that give the jobs to compare: those that take nothing and return a {@link Fio}. */
public final class WorkloadMethods {
    private WorkloadMethods() {}

    /** A class's own ones and inherited public ones, by name. */
    public static List<Method> in(Class<?> type) {
        List<Method> all = new ArrayList<>(Arrays.asList(type.getDeclaredMethods()));
        for (Method inherited : type.getMethods()) {
            if (all.stream().noneMatch(own -> own.getName().equals(inherited.getName()))) { all.add(inherited); }
        }
        return all.stream().filter(method -> method.getReturnType() == Fio.class && method.getParameterCount() == 0 && !method
                .isSynthetic()).sorted(Comparator.comparing(Method::getName)).toList();
    }

    /** In the guest: the jobs of the plan's workloads, made by the methods of the same names. */
    static List<Workload> of(BootPlan plan) {
        try {
            Class<?> type = Class.forName(plan.testClass());
            Constructor<?> constructor = type.getDeclaredConstructor();
            constructor.setAccessible(true);
            Object test = constructor.newInstance();
            List<Workload> workloads = new ArrayList<>();
            for (Method method : in(type)) {
                method.setAccessible(true);
                for (WorkloadPlan wanted : plan.workloads()) {
                    if (wanted.name().equals(method.getName())) {
                        workloads.add(FioWorkload.of(wanted.name(), wanted.metrics(), (Fio) method.invoke(test), plan));
                    }
                }
            }
            return workloads;
        } catch (InvocationTargetException e) {
            throw new IllegalStateException("a workload cannot be made: class=" + plan.testClass() + ": " + e.getCause(), e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a class of workloads needs a constructor without parameters: class=" + plan
                    .testClass() + ": " + e, e);
        }
    }
}
