package stream.games;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlugTest {
    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', value = {
        "Baldur's Gate 3,baldurs-gate-3",
        "Ghost of Yōtei,ghost-of-yotei",
        "  Osu! ,osu",
        "Tony Hawk's Pro Skater 3 + 4,tony-hawks-pro-skater-3-4",
        "原神,原神",
        "Pokémon: Let’s Go,pokemon-lets-go",
        "!?,``",
    })
    void saysTheNameAsAnAddressHasIt(String name, String slug) {
        assertEquals(slug, Slug.of(name));
    }
}
