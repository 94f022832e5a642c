package io.github.blkunit.report;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * One {@code TEST-*.xml} of Surefire or Failsafe.
 *
 * @param className the test class
 * @param cases its tests, in the order of the file
 */
public record TestReport(String className, List<Case> cases) {
    private static final List<String> FOLDERS = List.of("surefire-reports", "failsafe-reports");

    public TestReport { cases = List.copyOf(cases); }

    /** How a test ended. */
    public enum Status {
        /** With a word for people each. */
        PASSED("ok"), FAILED("FAILED"), SKIPPED("skipped");

        private final String word;

        Status(String word) {
            this.word = word;
        }

        /** For people. */
        public String word() { return word; }
    }

    /**
     * One test.
     *
     * @param name of the method, or what the test is called
     * @param seconds it took
     * @param status how it ended
     * @param message the first line of why it failed or was skipped, empty if it passed
     */
    public record Case(String name, double seconds, Status status, String message) {}

    /** All of a build folder, Surefire's first, by file name; none if nothing has run. */
    public static List<TestReport> in(Path target) throws IOException {
        List<TestReport> reports = new ArrayList<>();
        for (String folder : FOLDERS) {
            if (!Files.isDirectory(target.resolve(folder))) { continue; }
            List<Path> files;
            try (Stream<Path> found = Files.list(target.resolve(folder))) {
                files = found.filter(file -> String.valueOf(file.getFileName()).matches("TEST-.*\\.xml")).sorted().toList();
            }
            for (Path file : files) { reports.add(read(file)); }
        }
        return List.copyOf(reports);
    }

    /** How many tests ended so. */
    public long count(Status status) {
        return cases.stream().filter(test -> test.status() == status).count();
    }

    static TestReport read(Path file) throws IOException {
        XMLInputFactory factory = XMLInputFactory.newInstance();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        String className = "";
        List<Case> cases = new ArrayList<>();
        try (InputStream in = Files.newInputStream(file)) {
            XMLStreamReader xml = factory.createXMLStreamReader(in);
            while (xml.hasNext()) {
                if (xml.next() != XMLStreamConstants.START_ELEMENT) {
                    continue;
                }
                switch (xml.getLocalName()) {
                    case "testsuite" -> className = attribute(xml, "name");
                    case "testcase" -> cases
                            .add(new Case(attribute(xml, "name"), seconds(attribute(xml, "time")), Status.PASSED, ""));
                    case "failure", "error" -> cases.set(cases.size() - 1, ended(cases.getLast(), Status.FAILED, xml));
                    case "skipped" -> cases.set(cases.size() - 1, ended(cases.getLast(), Status.SKIPPED, xml));
                    default -> {} // properties and output
                }
            }
        } catch (XMLStreamException | NumberFormatException e) {
            throw new IOException("not a test report: " + file + ": " + e.getMessage(), e);
        }
        return new TestReport(className, List.copyOf(cases));
    }

    private static Case ended(Case test, Status status, XMLStreamReader xml) {
        String message = attribute(xml, "message").lines().map(String::strip).filter(line -> !line.isEmpty()).findFirst().orElse(
                "");
        return new Case(test.name(), test.seconds(), status, message);
    }

    private static double seconds(String text) {
        return text.isEmpty() ? 0 : Double.parseDouble(text.replace(",", ""));
    }

    private static String attribute(XMLStreamReader xml, String name) {
        @Nullable
        String value = xml.getAttributeValue(null, name);
        return value == null ? "" : value;
    }
}
