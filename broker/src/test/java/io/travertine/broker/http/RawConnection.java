package io.travertine.broker.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A connection on which a test writes what it likes, as no well-behaved client would. */
final class RawConnection implements AutoCloseable {
    private final Socket socket;

    RawConnection(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(20_000);
    }

    RawConnection send(String text) throws IOException {
        return send(text.getBytes(StandardCharsets.UTF_8));
    }

    RawConnection send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
        return this;
    }

    /** Sends one chunk of a chunked body. */
    RawConnection chunk(String text) throws IOException {
        int length = text.getBytes(StandardCharsets.UTF_8).length;
        return send(Integer.toHexString(length) + "\r\n" + text + "\r\n");
    }

    /** Reads up to the end of the head, and of the body when its length is given. */
    String answer() throws IOException {
        InputStream in = socket.getInputStream();
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        while (!read.toString(StandardCharsets.UTF_8).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                return read.toString(StandardCharsets.UTF_8);
            }
            read.write(next);
        }
        String head = read.toString(StandardCharsets.UTF_8);
        for (String line : head.split("\r\n")) {
            if (line.toLowerCase().startsWith("content-length:")) {
                read.writeBytes(
                        in.readNBytes(Integer.parseInt(line.substring(15).strip())));
            }
        }
        return read.toString(StandardCharsets.UTF_8);
    }

    /** Reads until the other side closes. */
    byte[] rest() throws IOException {
        return socket.getInputStream().readAllBytes();
    }

    InputStream in() throws IOException {
        return socket.getInputStream();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
