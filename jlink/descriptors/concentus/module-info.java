/// Concentus, which is published without a module descriptor and which jlink refuses for it.
module concentus {
    exports io.github.jaredmdobson.concentus;
}
