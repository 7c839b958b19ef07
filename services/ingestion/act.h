// What one act of the writer reads, appends and keeps.
#pragma once

#include <cstdint>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "creditproof/changelog/v1/change.pb.h"
#include "libs/changelog/change_log.h"
#include "services/ingestion/view.h"

namespace creditproof::ingestion {

// Everything in it happens, or nothing does. Not thread-safe.
class Act {
 public:
  // `store` and `presence` as for View.
  Act(const kv::Store& store, const Presence* presence,
      std::uint32_t partition_count, absl::Time now)
      : view_(store, presence), partition_count_(partition_count), now_(now) {}

  // Appends `change` to the log of its subject; the view shows at once what
  // follows from it. `id` is unique in the partition.
  absl::Status Append(const changelog::v1::Change& change, std::string id);

  // Likewise, `bytes` being `change` serialized.
  absl::Status Append(const changelog::v1::Change& change, std::string bytes,
                      std::string id);

  // Appends what concerns everybody to the log of every partition.
  absl::Status AppendToAll(const changelog::v1::Change& change,
                           const std::string& id);
  absl::Status AppendTo(std::uint32_t partition,
                        const changelog::v1::Change& change, std::string bytes,
                        std::string id);

  // Families that are kept beside the log may be written through the view.
  View& view() { return view_; }
  const View& view() const { return view_; }

  // Has the positions of the appends noted under this key of family
  // `deliveries`, as TakenPositions.
  void NotePositionsAt(std::string key) { positions_key_ = std::move(key); }
  const std::string& positions_key() const { return positions_key_; }

  const changelog::Appends& appends() const { return appends_; }

  void ForgetAppends() {
    appends_.clear();
    append_bytes_ = 0;
  }

  // What the act will write, roughly.
  std::size_t bytes() const { return view_.bytes() + append_bytes_; }

  absl::Time now() const { return now_; }
  std::uint32_t partition_count() const { return partition_count_; }

 private:
  View view_;
  const std::uint32_t partition_count_;
  const absl::Time now_;
  changelog::Appends appends_;
  std::size_t append_bytes_ = 0;
  std::string positions_key_;
};

}  // namespace creditproof::ingestion
