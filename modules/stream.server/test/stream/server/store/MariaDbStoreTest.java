package stream.server.store;

/// The store in MariaDB, through MySQL's driver.
class MariaDbStoreTest extends StoreSuite {
    @Override
    DatabaseSettings empty() throws Exception {
        return MariaDbServer.shared().newDatabase();
    }
}
