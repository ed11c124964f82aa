/// Measuring tools: nothing of the product depends on them.
module stream.bench {
    requires stream.common;
}
