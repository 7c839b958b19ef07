#include "libs/changelog/local_source.h"

#include <utility>

#include "libs/base/status_macros.h"

namespace creditproof::changelog {
namespace {

constexpr std::size_t kReadEntries = 512;
// How soon a reading without news sees that it was stopped.
constexpr absl::Duration kLookUp = absl::Milliseconds(100);

}  // namespace

EntrySource FollowLocal(const ChangeLog& log) {
  return
      [&log](std::uint32_t partition, std::uint64_t after_position,
             const std::stop_token& stop, const auto& consume) -> absl::Status {
        std::uint64_t position = after_position;
        while (!stop.stop_requested()) {
          RETURN_IF_ERROR(log.WaitPast(partition, position, kLookUp).status());
          ASSIGN_OR_RETURN(auto entries,
                           log.Read(partition, position, kReadEntries));
          if (entries.empty()) continue;
          position = entries.back().position;
          RETURN_IF_ERROR(consume(std::move(entries)));
        }
        return absl::OkStatus();
      };
}

}  // namespace creditproof::changelog
