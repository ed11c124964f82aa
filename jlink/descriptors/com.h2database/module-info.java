/// The H2 database, which is published without a module descriptor and which jlink refuses for it.
///
/// Left out of what the jar could use: the graphical console (java.desktop), triggers written in
/// script languages (java.scripting), functions compiled at run time (java.compiler) and the
/// profiling agent (java.instrument). The server calls none of them.
module com.h2database {
    requires java.logging;
    requires java.management;
    requires java.naming;
    requires java.transaction.xa;
    requires java.xml;
    requires jdk.net;
    requires transitive java.sql;

    exports org.h2;
    exports org.h2.api;
    exports org.h2.jdbcx;
    exports org.h2.tools;

    provides java.sql.Driver with org.h2.Driver;
}
