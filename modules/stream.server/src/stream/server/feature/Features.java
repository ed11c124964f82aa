package stream.server.feature;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import stream.server.configuration.Option;

/// The features that this image has, by name.
public record Features(List<Feature> all) {
    public Features {
        all = all.stream().sorted(Comparator.comparing(Feature::name)).toList();
    }

    /// Those whose modules are there.
    public static Features found() {
        return new Features(ServiceLoader.load(Feature.class).stream().map(ServiceLoader.Provider::get).toList());
    }

    /// The options of the base and of all features.
    public List<Option> options() {
        var options = new ArrayList<>(Option.BASE);
        all.forEach(feature -> options.addAll(feature.options()));
        return List.copyOf(options);
    }

    public List<Command> commands() {
        return all.stream().flatMap(feature -> feature.commands().stream()).toList();
    }

    public List<String> names() {
        return all.stream().map(Feature::name).toList();
    }
}
