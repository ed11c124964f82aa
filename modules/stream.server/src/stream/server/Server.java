package stream.server;

import java.io.Closeable;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import stream.net.http.AnsweredRequest;
import stream.net.http.Bounds;
import stream.net.http.Dispatcher;
import stream.net.http.Encryption;
import stream.net.http.FrontDoor;
import stream.net.http.StaticFiles;
import stream.net.tls.ServerKeys;
import stream.server.account.Accounts;
import stream.server.api.AccountApi;
import stream.server.api.AdminApi;
import stream.server.api.Authentication;
import stream.server.api.ChannelsApi;
import stream.server.api.ChatStandings;
import stream.server.api.LiveAccounts;
import stream.server.api.ModerationApi;
import stream.server.api.PublishSocket;
import stream.server.api.SessionCheck;
import stream.server.api.StreamApi;
import stream.server.api.WatchSocket;
import stream.server.chat.StoredChatLog;
import stream.server.configuration.Configuration;
import stream.server.configuration.ConfigurationException;
import stream.server.control.ControlSocket;
import stream.server.feature.Features;
import stream.server.feature.Site;
import stream.server.live.Channels;
import stream.server.live.TimeSource;
import stream.server.moderation.Moderation;
import stream.server.status.AccessLog;
import stream.server.status.MetricsPage;
import stream.server.status.ProcessFigures;
import stream.server.status.RequestCounters;
import stream.server.store.BackupWriter;
import stream.server.store.ChatLines;
import stream.server.store.Database;
import stream.server.store.DatabaseException;
import stream.server.store.Schema;

/// The whole server, put together.
final class Server implements Closeable {
    private static final System.Logger LOG = System.getLogger(Server.class.getName());
    /// For requests in hand and close frames, when the server stops; supervisors commonly kill after
    /// ten seconds.
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(4);

    private final FrontDoor door;
    private final Channels channels;
    private final SessionCheck sessions;
    private final Database database;
    private final Optional<AccessLog> accessLog;
    private final Optional<ControlSocket> control;
    private final List<AutoCloseable> endings;

    private Server(
            FrontDoor door, Channels channels, SessionCheck sessions, Database database,
            Optional<AccessLog> accessLog, Optional<ControlSocket> control, List<AutoCloseable> endings) {
        this.door = door;
        this.channels = channels;
        this.sessions = sessions;
        this.database = database;
        this.accessLog = accessLog;
        this.control = control;
        this.endings = endings;
    }

    /// Starts to serve.
    ///
    /// @throws IOException when the port or a file cannot be had
    /// @throws ConfigurationException when the values of a feature's options cannot be used
    static Server start(Configuration configuration, Features features) throws ConfigurationException, IOException {
        return start(configuration, features, SessionCheck.INTERVAL);
    }

    /// @param sessionInterval how often sessions are looked at, as in [SessionCheck]
    static Server start(Configuration configuration, Features features, Duration sessionInterval)
            throws ConfigurationException, IOException {
        StartChecks.run(configuration);
        var folder = DataFolder.hold(configuration.data());
        try {
            return start(configuration, features, sessionInterval, folder);
        } catch (IOException | ConfigurationException | RuntimeException e) {
            folder.close();
            throw e;
        }
    }

    private static Server start(
            Configuration configuration, Features features, Duration sessionInterval, DataFolder folder)
            throws ConfigurationException, IOException {
        var door = FrontDoor.open(
            configuration.address(), configuration.redirect(), encryption(configuration),
            configuration.proxies(), bounds(configuration.bounds()));
        try {
            var accessLog = accessLog(configuration);
            var schema = Schema.load(configuration.schema());
            var database = Database.open(configuration.database(), schema);
            var accounts = new Accounts(database);
            var authentication = new Authentication(accounts.signIn());
            var moderation = new Moderation(database, InstantSource.system(), System::nanoTime);
            var chatLines = new ChatLines(database);
            var channels = new Channels(Channels.Settings.ofThisMachine(),
                new StoredChatLog(chatLines), new ChatStandings(accounts, moderation), TimeSource.SYSTEM);
            accounts.listen(new LiveAccounts(channels));
            var sessions = new SessionCheck(accounts, channels, sessionInterval);
            var directory = new ChannelsApi(channels, accounts, authentication);
            var previews = new Previews(channels, directory);
            var pages = new Pages(new StaticFiles(configuration.www()), previews);
            var requests = new RequestCounters();
            var metrics = new MetricsPage(
                configuration.metrics(), requests, accessLog, door, channels, accounts, database);
            var routes = Routes.of(new SiteApi(features), pages, previews, new Health(database), metrics, new Downloads(configuration.downloads()),
                new AccountApi(accounts, authentication), directory,
                new StreamApi(channels, chatLines, authentication),
                new ModerationApi(channels, directory, accounts, moderation, chatLines, authentication),
                new AdminApi(accounts, moderation, channels, authentication),
                new WatchSocket(channels, directory, authentication),
                new PublishSocket(channels, accounts, authentication));
            var site = new Site(new Site.Base(configuration, door, database, accounts, channels, directory,
                authentication, pages::page), routes);
            site.observe(requests);
            accessLog.ifPresent(site::observe);
            site.answer(BackupCommand.BACKUP, (_, out) -> BackupWriter.write(database, schema, out));
            site.answer(UserCommand.USER, (words, out) -> UserCommand.answer(database, words, out));
            for (var feature : features.all()) {
                feature.install(site);
            }
            site.closeAtEnd(folder);
            routes.get("/{name}", pages::watch);
            var observers = site.observers().toArray(AnsweredRequest.Observer[]::new);
            door.start(new Dispatcher(door, routes, pages::fileOrMissing, observers), observers);
            Thread.ofVirtual().name("first-account").start(() -> announceFirstAccount(database, accounts));
            var control = ControlSocket.open(configuration.data(), site.answers());
            return new Server(door, channels, sessions, database, accessLog, control, site.endings());
        } catch (IOException | ConfigurationException | RuntimeException e) {
            door.close();
            throw e;
        }
    }

    /// Who comes when there is no file descriptor left waits for nothing; who is one too many is told so.
    private static Bounds bounds(Bounds wanted) {
        var files = ProcessFigures.mostOpenFiles();
        var bounds = files.isPresent() ? wanted.within(files.getAsLong()) : wanted;
        if (!bounds.equals(wanted)) {
            LOG.log(Level.WARNING, "{0} files may be open: enough for {1} connections, {2} of them HTTP, where {3} are "
                + "allowed. Raise the limit (ulimit -n, or LimitNOFILE in the systemd unit).",
                files.getAsLong(), bounds.connections(), bounds.httpConnections(), wanted.connections());
        }
        return bounds;
    }

    /// Says who will be admin, as long as that is still to be decided.
    private static void announceFirstAccount(Database database, Accounts accounts) {
        try {
            if (database.awaitOpened() && accounts.isEmpty()) {
                LOG.log(Level.INFO, "There is no account yet: the first one that signs up becomes the site's admin.");
            }
        } catch (DatabaseException _) {
            // The store has logged it.
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static Optional<AccessLog> accessLog(Configuration configuration) throws IOException {
        if (configuration.accessLog().isEmpty()) {
            return Optional.empty();
        }
        var file = configuration.accessLog().get();
        try {
            return Optional.of(new AccessLog(file));
        } catch (IOException e) {
            throw new IOException("The access log " + file + " cannot be written: " + e, e);
        }
    }

    private static Encryption encryption(Configuration configuration) throws IOException {
        return switch (configuration.tls()) {
            case Configuration.Tls.Off() -> new Encryption.None();
            case Configuration.Tls.FromFiles(var certificates, var key) ->
                new Encryption.Tls(ServerKeys.of(certificates, key), true);
            case Configuration.Tls.SelfSigned() -> {
                var keys = ServerKeys.selfSigned(configuration.data().resolve("tls"));
                LOG.log(Level.INFO, "The certificate''s SHA-256 fingerprint: {0}", keys.fingerprint());
                yield new Encryption.Tls(keys, false);
            }
        };
    }

    /// The address that clients connect to.
    InetSocketAddress address() {
        return door.address();
    }

    /// Stops in order: viewers and publishers are closed with 1001 and the chat is saved, requests in
    /// hand are answered, and then the database is closed.
    @Override
    public void close() {
        control.ifPresent(ControlSocket::close);
        door.stopAccepting();
        sessions.close();
        channels.close();
        door.stop(STOP_PATIENCE);
        database.close();
        accessLog.ifPresent(AccessLog::close);
        endings.forEach(Server::end);
    }

    private static void end(AutoCloseable ending) {
        try {
            ending.close();
        } catch (Exception e) {
            LOG.log(Level.WARNING, "while stopping", e);
        }
    }
}
