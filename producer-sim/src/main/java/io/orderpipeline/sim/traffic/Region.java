package io.orderpipeline.sim.traffic;

import java.util.Arrays;
import java.util.List;

/** Where orders are taken, how often in a hundred, and what is paid with there. */
enum Region {
    EU_WEST("eu-west", "EUR", 32),
    US_EAST("us-east", "USD", 30),
    UK_SOUTH("uk-south", "GBP", 15),
    AP_NORTHEAST("ap-northeast", "JPY", 13),
    CH_NORTH("ch-north", "CHF", 10);

    private final String id;
    private final String currency;
    private final int percent;

    Region(String id, String currency, int percent) {
        this.id = id;
        this.currency = currency;
        this.percent = percent;
    }

    String id() {
        return id;
    }

    /** ISO 4217 code. */
    String currency() {
        return currency;
    }

    /** Any of the others, as likely as each other. */
    Region other(Dice dice) {
        List<Region> others = Arrays.stream(values()).filter(each -> each != this).toList();
        return others.get(dice.between(0, others.size() - 1));
    }

    static Region draw(Dice dice) {
        int point = dice.between(0, 99);
        for (Region region : values()) {
            point -= region.percent;
            if (point < 0) {
                return region;
            }
        }
        throw new IllegalStateException("the regions' percentages do not add up to 100");
    }
}
