// Who is connected, so that nobody takes all the places.
#pragma once

#include <cstddef>
#include <memory>
#include <mutex>
#include <string>
#include <utility>

#include "absl/container/flat_hash_map.h"

namespace creditproof::gateway {

// Thread-safe.
class Connections {
 public:
  // `most_per_client` 0: no more than all together.
  Connections(std::size_t most, std::size_t most_per_client)
      : most_(most), most_per_client_(most_per_client) {}

  // A place, while it lives. Must not outlive Connections.
  class Place {
   public:
    ~Place();
    Place(const Place&) = delete;
    Place& operator=(const Place&) = delete;

   private:
    friend class Connections;
    Place(Connections& all, std::string client)
        : all_(all), client_(std::move(client)) {}

    Connections& all_;
    const std::string client_;
  };

  // Null when there is no place left.
  std::unique_ptr<Place> Enter(const std::string& client);

  std::size_t count() const;

 private:
  const std::size_t most_;
  const std::size_t most_per_client_;
  mutable std::mutex mutex_;
  std::size_t count_ = 0;                                  // guarded by mutex_
  absl::flat_hash_map<std::string, std::size_t> clients_;  // likewise
};

}  // namespace creditproof::gateway
