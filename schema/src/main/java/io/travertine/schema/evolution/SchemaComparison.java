package io.travertine.schema.evolution;

import io.travertine.schema.constraint.Condition;
import io.travertine.schema.constraint.Constraint;
import io.travertine.schema.constraint.ConstraintKind;
import io.travertine.schema.constraint.Implication;
import io.travertine.schema.record.Element;
import io.travertine.schema.record.Field;
import io.travertine.schema.record.FieldType;
import io.travertine.schema.record.RecordSchema;
import io.travertine.schema.record.Rule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds what differs between two versions of a schema. */
public final class SchemaComparison {
    private final List<SchemaChange> changes = new ArrayList<>();

    private SchemaComparison() {}

    /** Every change, in the order of the later version's fields; empty when records of both are the same. */
    public static List<SchemaChange> between(RecordSchema earlier, RecordSchema later) {
        SchemaComparison comparison = new SchemaComparison();
        comparison.struct("", earlier.struct(), later.struct());
        comparison.primaryKey(earlier, later);
        return List.copyOf(comparison.changes);
    }

    private void primaryKey(RecordSchema earlier, RecordSchema later) {
        List<String> before = earlier.primaryKey().stream()
                .map(name -> laterName(name, later.struct()))
                .toList();
        if (!before.equals(later.primaryKey())) {
            String reason = "what identifies a record cannot change; make another topic";
            add("", "the primary key " + before + " became " + later.primaryKey(), reason, reason);
        }
    }

    private static String laterName(String name, FieldType.Struct later) {
        Field field = later.named(name);
        return field == null ? name : field.name();
    }

    private void struct(String path, FieldType.Struct earlier, FieldType.Struct later) {
        Map<String, String> names = new HashMap<>();
        Set<Field> kept = new HashSet<>();
        int lastPlace = -1;
        boolean moved = false;
        for (Field after : later.fields()) {
            Field before = after.in(earlier);
            String at = at(path, after);
            if (before == null) {
                added(at, after);
            } else {
                kept.add(before);
                names.put(before.name(), after.name());
                field(at, before, after);
                int place = earlier.fields().indexOf(before);
                moved |= place < lastPlace;
                lastPlace = place;
            }
        }
        for (Field before : earlier.fields()) {
            if (!kept.contains(before)) {
                dropped(at(path, before), before);
            }
        }
        if (moved) {
            add(path, "fields are in another order", null, null);
        }
        ambiguous(path, earlier, later);
        rules(path, earlier.rules(), later.rules(), names);
    }

    /** Names under which records of before may have another field. */
    private void ambiguous(String path, FieldType.Struct earlier, FieldType.Struct later) {
        for (Field after : later.fields()) {
            List<String> names = new ArrayList<>(List.of(after.name()));
            names.addAll(after.formerNames());
            for (String name : names) {
                Field other = earlier.named(name);
                if (other != null && other != after.in(earlier)) {
                    add(
                            at(path, after),
                            "has the name '" + name + "', which '" + other.name() + "' has or had",
                            "records of before may have '" + other.name() + "' under it",
                            name.equals(after.name())
                                    ? "those who read by an earlier version take it for '" + other.name() + "'"
                                    : null);
                }
            }
        }
    }

    private static String at(String path, Field field) {
        return path.isEmpty() ? field.name() : path + "." + field.name();
    }

    private void added(String path, Field after) {
        add(
                path,
                "is new",
                after.isOptional()
                        ? null
                        : "records of before have no value for it; let it be null, give it a default, or name what it was called",
                null);
    }

    private void dropped(String path, Field before) {
        add(
                path,
                "is gone",
                null,
                before.isOptional()
                        ? null
                        : "those who read by an earlier version need it; first let it be null there");
    }

    private void field(String path, Field before, Field after) {
        if (!before.name().equals(after.name())) {
            add(
                    path,
                    "was called '" + before.name() + "'",
                    null,
                    before.isOptional() || before.formerNames().contains(after.name())
                            ? null
                            : "those who read by an earlier version look for '" + before.name() + "'");
        }
        for (String former : before.formerNames()) {
            if (!former.equals(after.name()) && !after.formerNames().contains(former)) {
                add(path, "lost the former name '" + former + "'", "records may have it under that name", null);
            }
        }
        if (before.isOptional() && !after.isOptional()) {
            add(path, "is needed now", "records of before may have no value for it; give it a default", null);
        } else if (!before.isOptional() && after.isOptional()) {
            add(path, "may be missing now", null, "those who read by an earlier version need it");
        }
        if (!Objects.equals(before.defaultValue(), after.defaultValue())) {
            add(path, "the default " + before.defaultValue() + " became " + after.defaultValue(), null, null);
        }
        type(path, before.type(), after.type());
        constraints(path, implied(before.type()), before.constraints(), implied(after.type()), after.constraints());
    }

    private void element(String path, Element before, Element after) {
        if (before.nullable() && !after.nullable()) {
            add(path, "must not be null now", "records of before may have null there", null);
        } else if (!before.nullable() && after.nullable()) {
            add(path, "may be null now", null, "those who read by an earlier version take no null there");
        }
        type(path, before.type(), after.type());
        constraints(path, implied(before.type()), before.constraints(), implied(after.type()), after.constraints());
    }

    private void type(String path, FieldType before, FieldType after) {
        if (before instanceof FieldType.Struct one && after instanceof FieldType.Struct other) {
            struct(path, one, other);
        } else if (before instanceof FieldType.ListOf one && after instanceof FieldType.ListOf other) {
            element(path + "[]", one.element(), other.element());
        } else if (before instanceof FieldType.MapOf one && after instanceof FieldType.MapOf other) {
            element(path + "[key]", one.key(), other.key());
            element(path + "[value]", one.value(), other.value());
        } else if (before instanceof FieldType.Union one && after instanceof FieldType.Union other) {
            union(path, one, other);
        } else if (!Widening.isSame(before, after)) {
            String what = "the type " + Widening.name(before) + " became " + Widening.name(after);
            add(
                    path,
                    what,
                    Widening.isPossible(before, after)
                            ? null
                            : "not every " + Widening.name(before) + " is one of " + Widening.name(after),
                    Widening.isPossible(after, before)
                            ? null
                            : "those who read by an earlier version take " + Widening.name(before) + " only");
        }
    }

    private void union(String path, FieldType.Union earlier, FieldType.Union later) {
        for (FieldType.Union.Case after : later.cases()) {
            FieldType.Union.Case before = named(earlier, after.name());
            if (before == null) {
                add(
                        path,
                        "the case " + after.name() + " is new",
                        null,
                        "those who read by an earlier version do not know it");
            } else {
                struct(path + "<" + after.name() + ">", before.struct(), after.struct());
            }
        }
        for (FieldType.Union.Case before : earlier.cases()) {
            if (named(later, before.name()) == null) {
                add(path, "the case " + before.name() + " is gone", "records of before may have it", null);
            }
        }
    }

    private static FieldType.Union.@Nullable Case named(FieldType.Union union, String name) {
        return union.cases().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    /** What holds of every value of a type. */
    private static List<Constraint> implied(FieldType type) {
        return type instanceof FieldType.Decimal decimal ? List.of(decimal.digits()) : List.of();
    }

    private void constraints(
            String path,
            List<Constraint> impliedBefore,
            List<Constraint> before,
            List<Constraint> impliedAfter,
            List<Constraint> after) {
        for (Constraint each : after) {
            if (isAbout(each) && !contains(before, each) && !contains(impliedAfter, each)) {
                String reason = "records of before need not meet that; loosen it, or make another field";
                add(
                        path,
                        text(each) + " is new",
                        Implication.holds(both(impliedBefore, before), each) ? null : reason,
                        null);
            }
        }
        for (Constraint each : before) {
            if (isAbout(each) && !contains(after, each) && !contains(impliedBefore, each)) {
                String reason = "those who read by an earlier version count on it";
                add(
                        path,
                        text(each) + " is gone",
                        null,
                        Implication.holds(both(impliedAfter, after), each) ? null : reason);
            }
        }
    }

    private static List<Constraint> both(List<Constraint> implied, List<Constraint> declared) {
        List<Constraint> both = new ArrayList<>(implied);
        both.addAll(declared);
        return both;
    }

    /** Whether a field may be null is looked at by itself. */
    private static boolean isAbout(Constraint constraint) {
        return constraint.kind() != ConstraintKind.NOT_NULL;
    }

    private static boolean contains(List<Constraint> constraints, Constraint wanted) {
        return constraints.stream().anyMatch(wanted::demandsSameAs);
    }

    private static String text(Constraint constraint) {
        return constraint.parameters().isEmpty() ? constraint.code() : constraint.code() + constraint.parameters();
    }

    private void rules(String path, List<Rule> earlier, List<Rule> later, Map<String, String> names) {
        List<Condition> before = earlier.stream()
                .map(rule -> Condition.parse(rule.condition()).renamed(names))
                .toList();
        List<Condition> after =
                later.stream().map(rule -> Condition.parse(rule.condition())).toList();
        for (int i = 0; i < after.size(); i++) {
            if (!before.contains(after.get(i))) {
                String what = "the condition '" + later.get(i).condition() + "' is new";
                add(path, what, "records of before need not meet it", null);
            }
        }
        for (int i = 0; i < before.size(); i++) {
            if (!after.contains(before.get(i))) {
                String what = "the condition '" + earlier.get(i).condition() + "' is gone";
                add(path, what, null, "those who read by an earlier version count on it");
            }
        }
    }

    private void add(String path, String what, @Nullable String breaksBackward, @Nullable String breaksForward) {
        changes.add(new SchemaChange(path, what, breaksBackward, breaksForward));
    }
}
