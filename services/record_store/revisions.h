// Revisions of a subject, its registration or one of its records.
#pragma once

#include <cstdint>
#include <vector>

#include "absl/status/statusor.h"
#include "creditproof/record/v1/record_service.pb.h"
#include "libs/rpc/page.h"
#include "services/record_store/history.h"
#include "services/record_store/revised.h"

namespace creditproof::record_store {

// Reads one page; `scope` is bound into its token. `areas` as in
// visible_areas.h. Fails with NOT_FOUND (SUBJECT_NOT_FOUND) when nothing names
// the subject.
absl::StatusOr<record::v1::ListRevisionsResponse> ReadRevisions(
    const History& history, std::uint32_t partition, const Revised& revised,
    const std::vector<record::v1::Area>& areas, const rpc::Page& page,
    absl::string_view scope);

// Compares `revised`, not a whole subject, at two of its revisions. Fails with
// NOT_FOUND (REVISION_NOT_FOUND).
absl::StatusOr<record::v1::DiffRevisionsResponse> CompareRevisions(
    const History& history, std::uint32_t partition, const Revised& revised,
    const std::vector<record::v1::Area>& areas, std::uint64_t first,
    std::uint64_t second);

}  // namespace creditproof::record_store
