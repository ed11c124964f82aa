package stream.net.http;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;

class AddressCountTest {
    private final AddressCount count = new AddressCount(2);

    private boolean add(String address) {
        return count.add(InetAddress.ofLiteral(address));
    }

    @Test
    void countsEachAddressByItself() {
        assertTrue(add("1.2.3.4") && add("1.2.3.4"));
        assertFalse(add("1.2.3.4"));
        assertTrue(add("1.2.3.5"));
        count.remove(InetAddress.ofLiteral("1.2.3.4"));
        assertTrue(add("1.2.3.4"));
        assertFalse(add("1.2.3.4"));
    }

    @Test
    void countsAnIpv6NetworkAsOne() {
        assertTrue(add("2001:db8::1") && add("2001:db8::ffff:1:2:3"));
        assertFalse(add("2001:db8:0:0:5::"));
        assertTrue(add("2001:db8:0:1::1"));
    }
}
