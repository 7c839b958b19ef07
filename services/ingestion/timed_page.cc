#include "services/ingestion/timed_page.h"

#include "absl/strings/str_cat.h"
#include "libs/base/status_macros.h"

namespace creditproof::ingestion {
namespace {

constexpr std::size_t kTimeBytes = 8;
constexpr std::size_t kMostRead = 5000;
constexpr std::size_t kMostBytes = 2 << 20;  // a message has at most 6 MiB

}  // namespace

absl::StatusOr<std::string> ReadTimedPage(
    const kv::Store& store, kv::Family family, const std::string& prefix,
    const rpc::Page& page, absl::string_view scope, AddItem add) {
  std::size_t read = 0;
  std::size_t items = 0;
  std::size_t bytes = 0;
  std::string last;
  bool more = false;
  absl::Status broken;
  RETURN_IF_ERROR(store.Scan(
      family, prefix,
      page.after.empty() ? "" : absl::StrCat(prefix, page.after),
      [&](absl::string_view key, absl::string_view) {
        more = items == page.size || read == kMostRead || bytes >= kMostBytes;
        if (more) return false;
        last = std::string(key.substr(prefix.size()));
        const absl::StatusOr<std::size_t> added = add(last.substr(kTimeBytes));
        broken = added.status();
        if (!added.ok()) return false;
        ++read;
        items += *added > 0 ? 1 : 0;
        bytes += *added;
        return true;
      }));
  RETURN_IF_ERROR(broken);
  return more ? rpc::PageToken(last, scope) : std::string();
}

}  // namespace creditproof::ingestion
