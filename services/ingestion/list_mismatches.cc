#include "services/ingestion/list_mismatches.h"

#include <google/protobuf/util/time_util.h>

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "libs/base/status_macros.h"
#include "libs/rpc/page.h"
#include "services/ingestion/families.h"

namespace creditproof::ingestion {

using google::protobuf::util::TimeUtil;

v1::Mismatch ShowMismatch(const SourceItem& item,
                          const v1::IndexedMismatch& mismatch, absl::Time now) {
  v1::Mismatch shown;
  shown.set_name(SourceItemName(item.source_id, kMismatchesOf, item.id));
  shown.set_subject(absl::StrCat("subjects/", mismatch.credit_code()));
  shown.set_record_kind(mismatch.record_kind());
  shown.set_row_key(mismatch.row_key());
  *shown.mutable_open_time() =
      TimeUtil::MicrosecondsToTimestamp(mismatch.open_micros());
  *shown.mutable_age() =
      TimeUtil::MicrosecondsToDuration(std::max<std::int64_t>(
          0, absl::ToUnixMicros(now) - mismatch.open_micros()));
  return shown;
}

absl::StatusOr<v1::ListMismatchesResponse> ListMismatches(
    const kv::Store& store, const std::string& source_id,
    const v1::ListMismatchesRequest& request, absl::Time now) {
  ASSIGN_OR_RETURN(const rpc::Page page,
                   rpc::ParsePage(request.page_size(), request.page_token(),
                                  request.parent()));
  const std::string prefix = OpenMismatchesOf(source_id);
  // By what follows the prefix; one more than the page, if there is one.
  std::vector<std::pair<std::string, std::string>> ids;
  RETURN_IF_ERROR(
      store.Scan(kIndex, prefix,
                 page.after.empty() ? "" : absl::StrCat(prefix, page.after),
                 [&](absl::string_view key, absl::string_view id) {
                   ids.emplace_back(key.substr(prefix.size()), id);
                   return ids.size() <= page.size;
                 }));
  v1::ListMismatchesResponse response;
  if (ids.size() > page.size) {
    ids.pop_back();
    response.set_next_page_token(
        rpc::PageToken(ids.back().first, request.parent()));
  }
  const View view(store);
  for (const auto& [suffix, id] : ids) {
    ASSIGN_OR_RETURN(const auto mismatch, FindMismatch(view, source_id, id));
    if (!mismatch.has_value() || !mismatch->open()) continue;  // closed since
    *response.add_mismatches() = ShowMismatch({source_id, id}, *mismatch, now);
  }
  return response;
}

}  // namespace creditproof::ingestion
