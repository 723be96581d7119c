package io.github.nestgrad.bilevel.data;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;

/** Tables from text, as a file named {@code t.csv} would hold it. */
final class Text {

    private Text() {
    }

    static Table read(String text) {
        return read(text.getBytes(StandardCharsets.UTF_8));
    }

    static Table read(byte[] bytes) {
        return CsvReader.read(new ByteArrayInputStream(bytes), "t.csv");
    }

    static byte[] gzip(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
