import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/// Counts the tests in JUnit XML reports, one folder for each suite, names those that failed or
/// were skipped, and prints and writes the sum as `N passed, N failed, N skipped`.
///
/// usage: `java tools/TestSummary.java REPORTS SUITE…`; a suite without a report counts as failed:
/// it was to run and said nothing.
final class TestSummary {
    private int passed;
    private int failed;
    private int skipped;

    void main(String[] args) throws IOException, ParserConfigurationException {
        Path reports = Path.of(args[0]);
        DocumentBuilder parser = DocumentBuilderFactory.newInstance().newDocumentBuilder();
        for (String suite : List.of(args).subList(1, args.length)) {
            int before = passed + failed + skipped;
            for (Path report : reports(reports.resolve(suite))) {
                try {
                    count(suite, parser.parse(report.toFile()).getDocumentElement());
                } catch (SAXException broken) {
                    System.out.println("FAILED   " + suite + ": " + report + " is no report: " + broken.getMessage());
                    failed++;
                }
            }
            if (passed + failed + skipped == before) {
                System.out.println("FAILED   " + suite + ": left no report");
                failed++;
            }
        }
        String sum = passed + " passed, " + failed + " failed, " + skipped + " skipped";
        Files.writeString(reports.resolve("summary.txt"), sum + "\n");
        System.out.println(sum);
        if (failed > 0) {
            System.exit(1);
        }
    }

    private static List<Path> reports(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".xml")).sorted().toList();
        }
    }

    private void count(String suite, Element root) {
        var cases = root.getElementsByTagName("testcase");
        for (int i = 0; i < cases.getLength(); i++) {
            Element test = (Element) cases.item(i);
            String name = suite + ": " + test.getAttribute("classname") + " " + test.getAttribute("name");
            List<String> outcomes = new ArrayList<>();
            for (Node child = test.getFirstChild(); child != null; child = child.getNextSibling()) {
                outcomes.add(child.getNodeName());
            }
            if (outcomes.contains("failure") || outcomes.contains("error")) {
                System.out.println("FAILED   " + name);
                failed++;
            } else if (outcomes.contains("skipped")) {
                System.out.println("skipped  " + name + reason(test));
                skipped++;
            } else {
                passed++;
            }
        }
    }

    private static String reason(Element test) {
        Element skip = (Element) test.getElementsByTagName("skipped").item(0);
        String text = skip.getAttribute("message") + skip.getTextContent().strip();
        return text.isEmpty() ? "" : ": " + text.lines().findFirst().orElse("");
    }
}
