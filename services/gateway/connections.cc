#include "services/gateway/connections.h"

#include <memory>
#include <utility>

namespace creditproof::gateway {

Connections::Place::~Place() {
  const std::lock_guard lock(all_.mutex_);
  --all_.count_;
  const auto found = all_.clients_.find(client_);
  if (--found->second == 0) all_.clients_.erase(found);
}

std::unique_ptr<Connections::Place> Connections::Enter(
    const std::string& client) {
  const std::lock_guard lock(mutex_);
  if (count_ >= most_) return nullptr;
  std::size_t& of_client = clients_[client];
  if (most_per_client_ != 0 && of_client >= most_per_client_) return nullptr;
  ++of_client;
  ++count_;
  return std::unique_ptr<Place>(new Place(*this, client));
}

std::size_t Connections::count() const {
  const std::lock_guard lock(mutex_);
  return count_;
}

}  // namespace creditproof::gateway
