/// MySQL's JDBC driver, which is published without a module descriptor and which jlink refuses for
/// it.
module mysql.connector.j {
    requires java.logging;
    requires java.management;
    requires java.naming;
    requires java.security.sasl;
    requires java.transaction.xa;
    requires java.xml;
    requires transitive java.sql;

    exports com.mysql.cj.jdbc;

    provides java.sql.Driver with com.mysql.cj.jdbc.Driver;
}
