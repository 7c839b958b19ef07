#include "services/ingestion/mismatch_index.h"

#include <google/protobuf/util/time_util.h>

#include "absl/strings/str_cat.h"
#include "libs/base/error.h"
#include "libs/base/status_macros.h"
#include "services/ingestion/families.h"

namespace creditproof::ingestion {
namespace {

using changelog::v1::Change;
using google::protobuf::util::TimeUtil;

constexpr absl::string_view kEnd("\0", 1);

std::string MismatchKey(absl::string_view source_id,
                        absl::string_view mismatch_id) {
  return absl::StrCat("m", source_id, kEnd, mismatch_id);
}

std::string OpenKey(absl::string_view source_id,
                    const v1::IndexedMismatch& mismatch) {
  return absl::StrCat(OpenMismatchesOf(source_id, mismatch.record_kind()),
                      mismatch.row_key());
}

}  // namespace

std::string OpenMismatchesOf(absl::string_view source_id) {
  return absl::StrCat("n", source_id, kEnd);
}

std::string OpenMismatchesOf(absl::string_view source_id,
                             record::v1::RecordKind kind) {
  return absl::StrCat(OpenMismatchesOf(source_id), static_cast<int>(kind),
                      kEnd);
}

absl::StatusOr<std::optional<v1::IndexedMismatch>> FindMismatch(
    const View& view, absl::string_view source_id,
    absl::string_view mismatch_id) {
  using Found = std::optional<v1::IndexedMismatch>;
  const std::string key = MismatchKey(source_id, mismatch_id);
  ASSIGN_OR_RETURN(const auto bytes, view.Get(kIndex, key));
  if (!bytes.has_value()) return Found();
  v1::IndexedMismatch mismatch;
  if (mismatch.ParseFromString(*bytes)) return Found(std::move(mismatch));
  return base::Error(absl::StatusCode::kDataLoss,
                     base::Reason::REASON_STORE_CORRUPT,
                     "a mismatch cannot be read", {{"key", key}});
}

absl::Status OpenInIndex(const Change& change, View& view) {
  const changelog::v1::MismatchOpened& opened = change.mismatch_opened();
  ASSIGN_OR_RETURN(const auto before, FindMismatch(view, opened.source_id(),
                                                   opened.mismatch_id()));
  v1::IndexedMismatch mismatch;
  mismatch.set_credit_code(change.credit_code());
  mismatch.set_record_kind(opened.record_kind());
  mismatch.set_open(true);
  mismatch.set_openings(before.has_value() ? before->openings() + 1 : 1);
  mismatch.set_row_key(opened.row_key());
  mismatch.set_open_micros(
      TimeUtil::TimestampToMicroseconds(change.provenance().time()));
  view.Put(kIndex, MismatchKey(opened.source_id(), opened.mismatch_id()),
           mismatch.SerializeAsString());
  view.Put(kIndex, OpenKey(opened.source_id(), mismatch), opened.mismatch_id());
  return absl::OkStatus();
}

absl::Status CloseInIndex(const Change& change, View& view) {
  const std::string& source_id = change.provenance().source_id();
  const std::string& id = change.mismatch_closed().mismatch_id();
  ASSIGN_OR_RETURN(auto mismatch, FindMismatch(view, source_id, id));
  if (!mismatch.has_value()) return absl::OkStatus();
  mismatch->set_open(false);
  view.Put(kIndex, MismatchKey(source_id, id), mismatch->SerializeAsString());
  view.Delete(kIndex, OpenKey(source_id, *mismatch));
  return absl::OkStatus();
}

}  // namespace creditproof::ingestion
