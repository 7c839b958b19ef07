// What the statement of a reconciliation says, as it is printed.
#pragma once

#include "creditproof/ingestion/v1/reconciliation_service.pb.h"
#include "tools/creditproof/kinds.h"
#include "tools/creditproof/output.h"

namespace creditproof::tool {

Json ReconciliationJson(const ingestion::v1::ReconciliationStatement& statement,
                        const Kinds& kinds);
void PrintReconciliation(
    const ingestion::v1::ReconciliationStatement& statement,
    const Kinds& kinds);

}  // namespace creditproof::tool
