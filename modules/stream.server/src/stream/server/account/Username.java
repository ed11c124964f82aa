package stream.server.account;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import stream.server.account.AccountException.Reason;

/// A name as its owner writes it: 3 to 25 ASCII letters, digits and underscores, so that no name looks
/// like another and each is its own address on the site.
public record Username(String text) {
    private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9_]{3,25}");

    /// Addresses of the site, those that it may want one day, and names that claim to be somebody.
    private static final Set<String> RESERVED = Set.of(
            "404", "about", "account", "accounts", "admin", "administrator", "api", "app", "apps", "assets",
            "auth", "browse", "category", "channel", "channels", "chat", "client", "core", "css",
            "dashboard", "discover", "docs", "download", "downloads", "embed", "error", "everyone",
            "favicon", "feed", "fonts", "follow", "followed", "followers", "following", "game", "games",
            "healthz", "help", "home", "icons", "images", "img", "index", "info", "lang", "legal",
            "live", "login", "logout", "manifest", "media", "metrics", "mod", "moderation", "moderator",
            "languages", "null", "owner", "player", "privacy", "profile", "publish", "register", "robots", "root",
            "rules", "search", "security", "server", "settings", "share", "sign_in", "sign_up",
            "signin", "signout", "signup", "sitemap", "staff", "static", "status", "strom", "strings",
            "studio", "style", "support", "system", "terms", "test", "undefined", "user", "users", "video",
            "watch", "webhook", "well_known", "www");

    public Username {
        if (!SHAPE.matcher(text).matches()) {
            throw new IllegalArgumentException("not a name");
        }
    }

    /// A name that somebody may take, as far as the name goes.
    static Username choose(String text) throws AccountException {
        if (!SHAPE.matcher(text).matches()) {
            throw new AccountException(Reason.BAD_NAME,
                "A name has 3 to 25 characters: letters from a to z, digits and underscores.");
        }
        var name = new Username(text);
        if (RESERVED.contains(name.folded())) {
            throw new AccountException(Reason.NAME_RESERVED, "The site keeps this name for itself. Choose another.");
        }
        return name;
    }

    /// A name that somebody may have.
    public static Optional<Username> parse(String text) {
        return SHAPE.matcher(text).matches() ? Optional.of(new Username(text)) : Optional.empty();
    }

    /// In lower case: two names that fold to the same are the same name.
    public String folded() {
        return text.toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return text;
    }
}
