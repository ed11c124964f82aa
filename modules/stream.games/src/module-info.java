/// What streams are about: a catalogue of games that ships with the project, completed from IGDB.
module stream.games {
    requires jakarta.json;
    requires java.net.http;
    requires java.sql;
    requires stream.server;

    provides stream.server.feature.Feature with stream.games.GamesFeature;
}
