package io.travertine.cli;

import picocli.CommandLine.IVersionProvider;

/** Which Travertine this is, and on what it runs. */
final class Version implements IVersionProvider {
    static String number() {
        String version = Main.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    @Override
    public String[] getVersion() {
        return new String[] {"travertine " + number() + " (Java " + Runtime.version() + ")"};
    }
}
