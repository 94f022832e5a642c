package io.github.blkunit.report;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Pieces of HTML. */
final class Html {
    private Html() {}

    static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }

    /** The beginning of a page, up to the open body. */
    static String head(String title) throws IOException {
        return "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>"
                + escape(title) + "</title>\n<style>" + style() + "</style></head><body>\n";
    }

    private static String style() throws IOException {
        try (InputStream in = Html.class.getResourceAsStream("report.css")) {
            if (in == null) { throw new IOException("report.css is missing beside " + Html.class.getName()); }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    static String row(String tag, List<String> cells) {
        StringBuilder row = new StringBuilder("<tr>");
        for (String cell : cells) { row.append('<').append(tag).append('>').append(cell).append("</").append(tag).append('>'); }
        return row.append("</tr>\n").toString();
    }

    static String link(String target, String text) {
        return "<a href=\"" + escape(target) + "\">" + escape(text) + "</a>";
    }
}
