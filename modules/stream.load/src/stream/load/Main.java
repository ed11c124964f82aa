package stream.load;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import stream.common.program.Question;

/// `stream-load`: see [LoadOptions#HELP].
public final class Main {
    private Main() {}

    /// Exits with 0 when the run was measured, 1 when it could not be, 2 for wrong arguments.
    public static void main(String[] arguments) throws InterruptedException {
        switch (Question.in(List.of(arguments))) {
            case HELP -> {
                System.out.print(LoadOptions.HELP);
                return;
            }
            case VERSION -> {
                System.out.println(Question.version("stream-load", Main.class));
                return;
            }
            case NONE -> { /* a load, then */ }
        }
        try {
            var options = LoadOptions.parse(List.of(arguments));
            var result = new Load(options, System.err).run();
            System.out.print(result.toTable());
            if (options.json() != null) {
                Files.writeString(options.json(), result.toJson() + "\n");
            }
        } catch (IllegalArgumentException e) {
            System.err.println("stream-load: " + e.getMessage());
            System.exit(2);
        } catch (IOException e) {
            System.err.println("stream-load: " + e.getMessage());
            System.exit(1);
        }
    }
}
