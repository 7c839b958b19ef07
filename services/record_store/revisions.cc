#include "services/record_store/revisions.h"

#include <google/protobuf/util/time_util.h>

#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "libs/base/error.h"
#include "libs/base/status_macros.h"
#include "libs/kv/big_endian.h"
#include "services/record_store/field_differences.h"
#include "services/record_store/visible_areas.h"

namespace creditproof::record_store {
namespace {

using google::protobuf::util::TimeUtil;
using record::v1::Area;
using record::v1::CurrentRecord;
using record::v1::DiffRevisionsResponse;
using record::v1::ListRevisionsResponse;
using record::v1::Revision;
using record::v1::SubjectDossier;

// A page ends early once it is large.
constexpr std::size_t kPageBytes = std::size_t{1} << 20;

std::uint64_t PositionAfter(const rpc::Page& page) {
  return page.after.size() == sizeof(std::uint64_t)
             ? kv::ReadBigEndian<std::uint64_t>(page.after)
             : 0;
}

absl::Status NoRevision(const Revised& revised, std::uint64_t position) {
  const std::string at = absl::StrCat(position);
  return base::Error(absl::StatusCode::kNotFound,
                     base::Reason::REASON_REVISION_NOT_FOUND,
                     absl::StrCat("no revision of it stands at position ", at),
                     {{"name", revised.record_id.empty() ? revised.code.text()
                                                         : revised.record_id},
                      {"position", at}});
}

// The subject as of a revision of `revised`.
absl::StatusOr<SubjectDossier> ReadRevision(const History& history,
                                            std::uint32_t partition,
                                            const Revised& revised,
                                            const std::vector<Area>& areas,
                                            std::uint64_t position) {
  const absl::StatusOr<StoredChange> stored =
      history.Find(partition, revised.code, position);
  if (absl::IsNotFound(stored.status())) return NoRevision(revised, position);
  RETURN_IF_ERROR(stored.status());
  if (!revised.IsTouchedBy(stored->change)) {
    return NoRevision(revised, position);
  }
  ASSIGN_OR_RETURN(SubjectDossier dossier,
                   history.Read(partition, revised.code, position));
  LeaveOutOtherAreas(areas, dossier);
  return dossier;
}

const CurrentRecord* Find(const std::string& record_id,
                          const SubjectDossier& dossier) {
  for (const CurrentRecord& current : dossier.records()) {
    if (current.record().record_id() == record_id) return &current;
  }
  return nullptr;
}

}  // namespace

absl::StatusOr<ListRevisionsResponse> ReadRevisions(
    const History& history, std::uint32_t partition, const Revised& revised,
    const std::vector<Area>& areas, const rpc::Page& page,
    absl::string_view scope) {
  ListRevisionsResponse response;
  VisibleChanges visible(areas);
  const std::uint64_t after = PositionAfter(page);
  bool named = !page.after.empty();
  std::size_t bytes = 0;
  const auto take = [&](StoredChange stored) {
    named = true;
    const bool shown = visible.Shows(stored.change) &&
                       stored.position > after &&
                       revised.IsTouchedBy(stored.change);
    if (!shown) return true;
    const auto taken = static_cast<std::size_t>(response.revisions_size());
    if (taken == page.size || bytes > kPageBytes) {
      const Revision& last = response.revisions(response.revisions_size() - 1);
      response.set_next_page_token(
          rpc::PageToken(kv::BigEndian(std::uint64_t{last.position()}), scope));
      return false;
    }
    bytes += stored.change.ByteSizeLong();
    Revision& revision = *response.add_revisions();
    revision = ToRevision(std::move(stored.change));
    revision.set_position(stored.position);
    *revision.mutable_append_time() = TimeUtil::MicrosecondsToTimestamp(
        absl::ToUnixMicros(stored.append_time));
    return true;
  };
  RETURN_IF_ERROR(history.Visit(partition, revised.code,
                                visible.shows_all() ? after : 0, take));
  if (!named) return SubjectNotFound(revised.code);
  std::set<int> kinds;
  for (const Revision& revision : response.revisions()) {
    kinds.insert(revision.record().kind());
  }
  RETURN_IF_ERROR(history.NameKinds(
      partition, kinds, history.progress().Applied(partition).position,
      *response.mutable_kind_names()));
  return response;
}

absl::StatusOr<DiffRevisionsResponse> CompareRevisions(
    const History& history, std::uint32_t partition, const Revised& revised,
    const std::vector<Area>& areas, std::uint64_t first, std::uint64_t second) {
  ASSIGN_OR_RETURN(const SubjectDossier before,
                   ReadRevision(history, partition, revised, areas, first));
  ASSIGN_OR_RETURN(const SubjectDossier after,
                   ReadRevision(history, partition, revised, areas, second));
  std::vector<record::v1::FieldDifference> differences;
  if (revised.what == Revised::What::kRegistration) {
    differences = Differences(before.registration(), after.registration());
  } else {
    const CurrentRecord* old = Find(revised.record_id, before);
    const CurrentRecord* now = Find(revised.record_id, after);
    if (old == nullptr) return NoRevision(revised, first);
    if (now == nullptr) return NoRevision(revised, second);
    differences = Differences(*old, *now);
  }
  DiffRevisionsResponse response;
  response.mutable_differences()->Add(differences.begin(), differences.end());
  return response;
}

}  // namespace creditproof::record_store
