// How revisions and their differences are printed.
#pragma once

#include "creditproof/record/v1/record_service.pb.h"
#include "tools/creditproof/kinds.h"
#include "tools/creditproof/output.h"

namespace creditproof::tool {

Json RevisionJson(const Kinds& kinds, const record::v1::Revision& revision);
void PrintRevision(const Kinds& kinds, const record::v1::Revision& revision);

Json DifferenceJson(const record::v1::FieldDifference& difference);
void PrintDifference(const record::v1::FieldDifference& difference);

}  // namespace creditproof::tool
