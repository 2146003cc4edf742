/** What EKS and Kubernetes refuse although the model allows it, and what an EKS platform can be told wrongly. */
export const eksMessages = {
};
