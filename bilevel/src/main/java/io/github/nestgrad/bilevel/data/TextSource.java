package io.github.nestgrad.bilevel.data;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** The bytes of a text, decompressed if need be, which are known to be UTF-8 without control characters. */
final class TextSource {

    /** 1 GiB: also what stops a small compressed file that would unfold without end. */
    private static final int LARGEST = 1 << 30;

    private final String source;
    private final byte[] bytes;
    private final int start;

    private TextSource(String source, byte[] bytes) {
        this.source = source;
        this.bytes = bytes;
        this.start = startsWith(bytes, 0xEF, 0xBB, 0xBF) ? 3 : 0;
        rejectControlCharacters();
        rejectOtherEncodings();
    }

    static TextSource of(Path file) {
        String name = file.toString();
        if (Files.isDirectory(file)) {
            throw DataException.of(name, "this is a directory; expected a CSV file");
        }
        try (InputStream stream = Files.newInputStream(file)) {
            return of(stream, name);
        } catch (NoSuchFileException e) {
            throw DataException.of(name, "no such file; expected a CSV file");
        } catch (AccessDeniedException e) {
            throw DataException.of(name, "permission to read the file is denied");
        } catch (IOException e) {
            throw unreadable(name, e);
        }
    }

    static TextSource of(InputStream stream, String source) {
        byte[] bytes;
        try {
            bytes = read(stream, source);
        } catch (IOException e) {
            throw unreadable(source, e);
        }
        return new TextSource(source, startsWith(bytes, 0x1F, 0x8B) ? decompress(bytes, source) : bytes);
    }

    String source() {
        return source;
    }

    byte[] bytes() {
        return bytes;
    }

    /** Where the text begins, after a byte order mark. */
    int start() {
        return start;
    }

    String text(int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }

    private static byte[] read(InputStream stream, String source) throws IOException {
        byte[] bytes = stream.readNBytes(LARGEST + 1);
        if (bytes.length > LARGEST) {
            throw DataException.of(source, "more than 1 GiB of text; expected at most that");
        }
        return bytes;
    }

    private static byte[] decompress(byte[] bytes, String source) {
        try (InputStream stream = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return read(stream, source);
        } catch (EOFException e) {
            throw DataException.of(source, "the gzip data is cut off; expected a whole gzip file");
        } catch (ZipException e) {
            throw DataException.of(source, "the gzip data is corrupt (" + detail(e) + "); expected a whole gzip file");
        } catch (IOException e) {
            throw unreadable(source, e);
        }
    }

    private static DataException unreadable(String source, IOException e) {
        return DataException.of(source, "the file cannot be read (" + detail(e) + ")");
    }

    private static String detail(IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : Quoting.plain(e.getMessage());
    }

    private static boolean startsWith(byte[] bytes, int... prefix) {
        if (bytes.length < prefix.length) {
            return false;
        }
        for (int i = 0; i < prefix.length; i++) {
            if ((bytes[i] & 0xFF) != prefix[i]) {
                return false;
            }
        }
        return true;
    }

    private void rejectControlCharacters() {
        for (int i = start; i < bytes.length; i++) {
            int b = bytes[i];
            if (b >= 0 && b < ' ' && b != '\t' && b != '\n' && b != '\r' || b == 0x7F) {
                throw notText(i);
            }
        }
    }

    private void rejectOtherEncodings() {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT).onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer from = ByteBuffer.wrap(bytes, start, bytes.length - start);
        CharBuffer to = CharBuffer.allocate(1 << 13);
        CoderResult result;
        do {
            result = decoder.decode(from, to, true);
            to.clear();
            if (result.isError()) {
                throw notText(from.position());
            }
        } while (result.isOverflow());
    }

    private DataException notText(int position) {
        int line = 1;
        for (int i = 0; i < position; i++) {
            if (bytes[i] == '\n') {
                line++;
            }
        }
        return DataException.at(source, line, 0, String.format(Locale.ROOT,
                "not text (byte 0x%02X at offset %d); expected a CSV file in UTF-8", bytes[position], position));
    }
}
