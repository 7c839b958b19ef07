// A lock for what is read all the time and written now and then.
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <mutex>

namespace creditproof::eligibility_check {

// Readers take one of several mutexes, each thread its own as far as they go,
// and so do not hinder one another; a writer takes all of them.
class ManyReaders {
 public:
  // To be locked for reading, by the calling thread.
  std::mutex& mine() const {
    static std::atomic<std::size_t> threads{0};
    thread_local const std::size_t place = threads++ % kPlaces;
    return places_[place].mutex;
  }

  // For writing.
  void lock() {
    for (Place& place : places_) place.mutex.lock();
  }
  void unlock() {
    for (Place& place : places_) place.mutex.unlock();
  }

 private:
  static constexpr std::size_t kPlaces = 16;
  struct alignas(64) Place {  // each on a cache line of its own
    std::mutex mutex;
  };
  mutable std::array<Place, kPlaces> places_;
};

}  // namespace creditproof::eligibility_check
