#include "tools/creditproof/bench_work.h"

#include <atomic>
#include <thread>
#include <utility>
#include <vector>

#include "absl/time/clock.h"

namespace creditproof::tool {

absl::StatusOr<LoadFigures> KeepWorking(int threads, absl::Duration time,
                                        const Work& work) {
  struct Done {
    absl::Status status;
    std::vector<float> latencies_us;
  };
  std::vector<Done> done(static_cast<std::size_t>(threads));
  std::atomic<std::uint32_t> number{0};
  const Meter meter;
  const auto work_on = [&](Done& mine) {
    absl::Time now = absl::Now();
    while (mine.status.ok() && now < meter.start() + time) {
      const absl::Time started = now;
      mine.status = work(number++);
      now = absl::Now();
      mine.latencies_us.push_back(
          static_cast<float>(absl::ToDoubleMicroseconds(now - started)));
    }
  };
  std::vector<std::thread> running;
  for (Done& mine : done) running.emplace_back(work_on, std::ref(mine));
  for (std::thread& thread : running) thread.join();

  std::vector<float> latencies;
  for (const Done& mine : done) {
    if (!mine.status.ok()) return mine.status;
    latencies.insert(latencies.end(), mine.latencies_us.begin(),
                     mine.latencies_us.end());
  }
  return meter.Read(std::move(latencies));
}

}  // namespace creditproof::tool
