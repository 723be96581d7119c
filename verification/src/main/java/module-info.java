/**
 * Is this derivative right? Checks and oracles on the types of the JDK alone.
 */
module io.github.nestgrad.verification {
    exports io.github.nestgrad.verification;
    exports io.github.nestgrad.verification.oracle;
}
