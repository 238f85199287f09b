package io.travertine.query.plan;

import org.apache.calcite.plan.RelOptPredicateList;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.metadata.RelMetadataQuery;

/**
 * What rules ask about relations, without the conditions that hold for all of a relation's rows. Inferring them fails on some joins
 * with nulls and some unions, compiles Java code to compare two conditions, and would gain little: filters go down by themselves.
 */
final class PlainMetadata extends RelMetadataQuery {
    @Override
    public RelOptPredicateList getPulledUpPredicates(RelNode relation) {
        return RelOptPredicateList.EMPTY;
    }
}
