package io.github.blkunit.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** One {@code TEST-*.xml} of Surefire or Failsafe. */
record TestReport(String className, List<Case> cases) {

    enum Status {
        PASSED("ok"), FAILED("FAILED"), SKIPPED("skipped");

        private final String word;

        Status(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }

    /**
     * One test.
     *
     * @param message the first line of why it failed or was skipped, empty if it passed
     */
    record Case(String name, double seconds, Status status, String message) {}

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
