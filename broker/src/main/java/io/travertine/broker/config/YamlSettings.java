package io.travertine.broker.config;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * Reads a YAML file as settings: nested names are joined by dots. Only the tree is parsed and no object is ever constructed from
 * it, so that each value keeps its text and its line.
 */
final class YamlSettings {
    private final Path file;
    private final List<Setting> settings = new ArrayList<>();

    private YamlSettings(Path file) {
        this.file = file;
    }

    static List<Setting> read(Path file) throws ConfigException, IOException {
        YamlSettings reader = new YamlSettings(file);
        try {
            @Nullable Node root = new Yaml(new LoaderOptions()).compose(new StringReader(Files.readString(file)));
            if (root != null) {
                reader.add("", root);
            }
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
            throw new ConfigException(file + ":" + line + ": this is not YAML: " + e.getProblem());
        } catch (NoSuchFileException e) {
            throw new ConfigException("there is no configuration file " + file);
        } catch (CharacterCodingException e) {
            throw new ConfigException(file + ": this is not text in UTF-8");
        } catch (IOException e) {
            throw new ConfigException("the configuration file " + file + " cannot be read: " + e.getMessage());
        }
        return reader.settings;
    }

    private void add(String name, Node node) throws ConfigException {
        switch (node) {
            case MappingNode mapping -> addAll(name, mapping);
            case ScalarNode scalar
            when !name.isEmpty() ->
                settings.add(new Setting(name, scalar.getValue().strip(), place(scalar)));
            default ->
                throw new ConfigException(
                        place(node)
                                + ": found a list or a bare value, expected keys with values, as in 'kafka:' and below it '  port: 9092'");
        }
    }

    private void addAll(String name, MappingNode mapping) throws ConfigException {
        for (NodeTuple entry : mapping.getValue()) {
            if (!(entry.getKeyNode() instanceof ScalarNode key)) {
                throw new ConfigException(place(entry.getKeyNode()) + ": a key must be a plain word");
            }
            if (isEmpty(entry.getValueNode())) {
                continue;
            }
            add(name.isEmpty() ? key.getValue() : name + "." + key.getValue(), entry.getValueNode());
        }
    }

    /** A group of which everything is commented out. */
    private static boolean isEmpty(Node node) {
        return node instanceof ScalarNode scalar
                && scalar.isPlain()
                && scalar.getValue().isEmpty();
    }

    private String place(Node node) {
        return file + ":" + (node.getStartMark().getLine() + 1);
    }
}
