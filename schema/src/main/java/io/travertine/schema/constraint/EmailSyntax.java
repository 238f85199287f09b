package io.travertine.schema.constraint;

/**
 * E-mail addresses as the WHATWG's HTML standard defines them for forms: a local part of letters, digits and
 * {@code .!#$%&'*+/=?^_`{|}~-}, and a domain of labels of up to 63 letters, digits and inner hyphens. At most 254 characters (RFC 5321).
 */
final class EmailSyntax {
    private static final int MAX_LENGTH = 254;
    private static final int MAX_LABEL = 63;
    private static final String LOCAL = ".!#$%&'*+/=?^_`{|}~-";

    private EmailSyntax() {}

    static boolean matches(CharSequence text) {
        int length = text.length();
        int at = 0;
        while (at < length && isLocal(text.charAt(at))) {
            at++;
        }
        return at > 0 && at < length && length <= MAX_LENGTH && text.charAt(at) == '@' && isDomain(text, at + 1);
    }

    private static boolean isDomain(CharSequence text, int from) {
        int label = from;
        for (int i = from; i <= text.length(); i++) {
            if (i == text.length() || text.charAt(i) == '.') {
                boolean bounded =
                        i > label && i - label <= MAX_LABEL && text.charAt(label) != '-' && text.charAt(i - 1) != '-';
                if (!bounded) {
                    return false;
                }
                label = i + 1;
            } else if (!isAlphanumeric(text.charAt(i)) && text.charAt(i) != '-') {
                return false;
            }
        }
        return true;
    }

    private static boolean isLocal(char c) {
        return isAlphanumeric(c) || LOCAL.indexOf(c) >= 0;
    }

    private static boolean isAlphanumeric(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
    }
}
