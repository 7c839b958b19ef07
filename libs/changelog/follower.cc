#include "libs/changelog/follower.h"

#include "libs/changelog/partition_follower.h"

namespace creditproof::changelog {

Follower::Follower(EntrySource source,
                   const std::vector<std::uint32_t>& partitions,
                   Applier& applier) {
  for (const std::uint32_t partition : partitions) {
    threads_.emplace_back([=, &applier](const std::stop_token& stop) {
      PartitionFollower(source, partition, applier).Run(stop);
    });
  }
}

// All at once: each may take a while to hear of it.
Follower::~Follower() {
  for (std::jthread& thread : threads_) thread.request_stop();
}

}  // namespace creditproof::changelog
